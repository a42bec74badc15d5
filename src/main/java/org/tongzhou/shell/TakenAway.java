package org.tongzhou.shell;

import java.nio.charset.StandardCharsets;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** A file to take away: the browser saves it under its name and shows none of it, and no copy stays on the way. */
public final class TakenAway {
    private TakenAway() {}

    public static ResponseEntity<byte[]> of(String name, MediaType type, byte[] bytes) {
        ContentDisposition saved = ContentDisposition.attachment()
                .filename(name, StandardCharsets.UTF_8)
                .build();
        return ResponseEntity.ok()
                .contentType(type)
                .cacheControl(CacheControl.noStore())
                .header(HttpHeaders.CONTENT_DISPOSITION, saved.toString())
                .body(bytes);
    }
}
