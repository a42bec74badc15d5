package org.tongzhou.shell;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.tongzhou.kernel.Role;

/**
 * Who may call a controller method: the roles listed, or everybody who is signed in, or {@link #anyone}. A method (or its
 * class) without this annotation is refused to all. Where the caller may look is the business of each query, by scope.
 * While a signed-in request is handled, the request attribute {@code org.tongzhou.kernel.Actor} holds the actor; a
 * controller takes it as a parameter of type {@code Actor}.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Allowed {
    /** One of these is needed. */
    Role[] value() default {};

    /** Every signed-in person, whatever the role. */
    boolean signedIn() default false;

    /** Visitors without sign-in too: the sign-in page, help, error pages. */
    boolean anyone() default false;
}
