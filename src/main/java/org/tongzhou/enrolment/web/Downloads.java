package org.tongzhou.enrolment.web;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.tongzhou.enrolment.SheetFile;
import org.tongzhou.shell.TakenAway;

/** Files to take home. */
final class Downloads {
    private Downloads() {}

    static ResponseEntity<byte[]> of(SheetFile file) {
        return TakenAway.of(file.fileName(), MediaType.parseMediaType(file.contentType()), file.bytes());
    }
}
