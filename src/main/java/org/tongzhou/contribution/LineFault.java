package org.tongzhou.contribution;

import java.util.List;

/**
 * Why a line (from 1; 0 for the file as a whole) of a bank file cannot be read; the sentence that says what to do is
 * {@code contribution.fault.<code>}.
 */
public record LineFault(int line, String code, List<Object> details) {
    public LineFault {
        details = List.copyOf(details);
    }

    static LineFault of(int line, String code, Object... details) {
        return new LineFault(line, code, List.of(details));
    }
}
