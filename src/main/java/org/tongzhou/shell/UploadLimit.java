package org.tongzhou.shell;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/** How large a file may be that somebody sends: one property for the server, the pages' script and the words. */
@Component
public final class UploadLimit {
    private final DataSize most;

    UploadLimit(@Value("${spring.servlet.multipart.max-file-size}") DataSize most) {
        this.most = most;
    }

    public long bytes() {
        return most.toBytes();
    }

    public long megabytes() {
        return most.toMegabytes();
    }
}
