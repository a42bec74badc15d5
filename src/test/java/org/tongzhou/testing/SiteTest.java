package org.tongzhou.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;
import org.tongzhou.Tongzhou;

/** The whole house behind a real port, on a database of its own, for browsers and for stories over HTTP. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = Tongzhou.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"tongzhou.database=given", "tongzhou.jobs=false", "tongzhou.heads=target/heads/${random.uuid}"})
@ActiveProfiles("test")
@Import({TestGround.class, ServedAxe.class})
public @interface SiteTest {}
