package org.tongzhou.document;

import java.util.List;

/**
 * How well a picture can be read, measured before it is read. The paper is kept in any case: advice is shown with "take
 * it again" and "use it anyway". {@code sharpness}, {@code brightness} and {@code glare} are 0 to 1. Words: {@code
 * document.advice.<advice in small letters>}.
 */
public record Quality(List<Advice> advice, double sharpness, double brightness, double glare) {
    /** What would make the next picture better. */
    public enum Advice {
        BLURRED,
        GLARE,
        CUT_OFF,
        TOO_DARK,
        TOO_SMALL
    }

    public Quality {
        advice = List.copyOf(advice);
    }
}
