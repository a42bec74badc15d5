package org.tongzhou.plan;

import static org.tongzhou.kernel.JsonText.array;
import static org.tongzhou.kernel.JsonText.member;
import static org.tongzhou.kernel.JsonText.number;
import static org.tongzhou.kernel.JsonText.object;
import static org.tongzhou.kernel.JsonText.text;

import java.util.List;

/** What is wrong at one place of a file, with its words in one language; {@code path} is empty for the file as a whole. */
public record FileFault(String file, int line, String path, String code, String message) {
    /** {@code {"ok":…,"faults":[…]}}, the answer of a command that read files. */
    public static String report(List<FileFault> faults) {
        return object(
                member("ok", Boolean.toString(faults.isEmpty())), member("faults", array(faults, FileFault::json)));
    }

    private String json() {
        return object(
                text("file", file),
                number("line", line),
                text("path", path),
                text("code", code),
                text("message", message));
    }

    /** {@code hospital-2025.yaml:12 joining.fee: …}, for a terminal. */
    public String sentence() {
        return file + ":" + line + " " + (path.isEmpty() ? "" : path + ": ") + message;
    }
}
