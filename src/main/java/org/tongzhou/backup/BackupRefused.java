package org.tongzhou.backup;

import java.util.Arrays;
import java.util.List;

/** A backup or restore that cannot be; the sentence is {@code backup.refused.<code>}. */
final class BackupRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final transient List<String> details;

    BackupRefused(String code, Object... details) {
        super(code + " " + Arrays.toString(details));
        this.code = code;
        this.details = Arrays.stream(details).map(String::valueOf).toList();
    }

    String code() {
        return code;
    }

    Object[] details() {
        return details.toArray();
    }
}
