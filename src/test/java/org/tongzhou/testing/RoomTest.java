package org.tongzhou.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;
import org.tongzhou.Tongzhou;

/**
 * The whole house on one real database that all tests of a run share: make your own units and people, never assume an
 * empty table. Background jobs are off; MockMvc (with security) can be injected; the clock is {@link ControlledClock}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = Tongzhou.class,
        properties = {"tongzhou.database=given", "tongzhou.jobs=false", "tongzhou.heads=target/heads/${random.uuid}"})
@AutoConfigureMockMvc
@ActiveProfiles("test")
@Import(TestGround.class)
public @interface RoomTest {}
