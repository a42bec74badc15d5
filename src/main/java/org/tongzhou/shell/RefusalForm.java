package org.tongzhou.shell;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;

/** How refusals are written below an address whose standard has a form of its own, contributed by the room that owns it. */
public interface RefusalForm {
    boolean covers(String path);

    ResponseEntity<?> answer(HttpServletRequest request, Refused refused);

    /** An HTTP status, the code that programs read and the sentence in the caller's language. */
    record Refused(int status, String code, String sentence) {}
}
