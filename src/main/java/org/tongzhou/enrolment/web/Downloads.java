package org.tongzhou.enrolment.web;

import java.nio.charset.StandardCharsets;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.tongzhou.enrolment.SheetFile;

/** Files to take home. */
final class Downloads {
    private Downloads() {}

    static ResponseEntity<byte[]> of(SheetFile file) {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.parseMediaType(file.contentType()));
        headers.setCacheControl("no-store");
        headers.setContentDisposition(ContentDisposition.attachment()
                .filename(file.fileName(), StandardCharsets.UTF_8)
                .build());
        return new ResponseEntity<>(file.bytes(), headers, HttpStatus.OK);
    }
}
