package org.tongzhou.adjudication;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.tongzhou.plan.FileFault;

/** What is wrong at one place of a facts file, and what would be right; the sentence is {@code decision.fault.<code>}. */
public record FactsFault(String file, int line, String path, Code code, List<String> arguments) {
    public FactsFault {
        arguments = List.copyOf(arguments);
    }

    /** Every way in which a facts file can be wrong. */
    public enum Code {
        NOT_JSON,
        TOO_MANY,
        MISSING,
        UNKNOWN_KEY,
        DUPLICATE_KEY,
        NOT_OBJECT,
        NOT_LIST,
        NOT_TEXT,
        NO_INTEGER,
        NO_AMOUNT,
        NO_DATE,
        NO_CHOICE,
        NO_ICD10,
        NO_PERIOD,
        BILL_TOTAL,
        BILL_BORNE,
        BILLS_TOO_LARGE,
        BACKWARDS,
        NOT_ADMISSION,
        NO_PLAN,
        NO_COVER;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public FileFault told(Locale language) {
        String pattern =
                ResourceBundle.getBundle("messages.decision", language).getString("decision.fault." + code.code());
        String said = new MessageFormat(pattern, language).format(arguments.toArray());
        return new FileFault(file, line, path, code.code(), said);
    }
}
