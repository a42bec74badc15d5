package org.tongzhou.payment.iso;

import java.util.Arrays;
import java.util.Optional;

/**
 * The versions of the credit transfer that can be written. What we say has the same names in the same order in all of
 * them: they differ in the name of the message. Which one a bank takes is its contract's business, not ours.
 */
public enum PainVersion {
    V09("pain.001.001.09"),
    V11("pain.001.001.11"),
    V12("pain.001.001.12");

    private final String code;

    PainVersion(String code) {
        this.code = code;
    }

    /** Such as {@code pain.001.001.09}. */
    public String code() {
        return code;
    }

    String namespace() {
        return IsoReader.NAMESPACES + code;
    }

    /** The version of that name; {@link IllegalArgumentException} when we cannot write it. */
    public static PainVersion of(String code) {
        Optional<PainVersion> known =
                Arrays.stream(values()).filter(each -> each.code.equals(code)).findFirst();
        return known.orElseThrow(() -> new IllegalArgumentException("no message that we write: " + code));
    }
}
