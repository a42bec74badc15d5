package org.tongzhou.access;

import org.tongzhou.kernel.Outbox;
import org.tongzhou.shell.Words;

/**
 * How somebody signs in, as a person may read it: {@code text} is the login; a mobile without its middle, and the number behind
 * it where several share it; or that number alone, where the mobile is another than the fund holds today.
 */
public record SignInName(Kind kind, String text) {
    enum Kind {
        LOGIN,
        MOBILE,
        EARLIER_MOBILE
    }

    public String said(Words words) {
        return switch (kind) {
            case LOGIN -> text;
            case MOBILE -> words.say("access.login.mobile", text);
            case EARLIER_MOBILE -> words.say("access.login.earlier_mobile", text);
        };
    }

    /** As a value of a message. */
    String told() {
        return kind == Kind.LOGIN ? text : Outbox.Telling.either(said(Words.of(Words.ZH)), said(Words.of(Words.EN)));
    }
}
