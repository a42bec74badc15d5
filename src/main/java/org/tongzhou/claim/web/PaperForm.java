package org.tongzhou.claim.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.BindParam;
import org.springframework.web.multipart.MultipartFile;
import org.tongzhou.document.Upload;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.plan.PaperKind;

/** A paper as a form brings it: its kind, its file, the id of the field it was put in, and the key of the form. */
record PaperForm(
        @Nullable PaperKind kind,
        @Nullable MultipartFile file,
        @Nullable String place,
        @BindParam("request_key") String key) {
    PaperForm {
        key = Objects.requireNonNullElse(key, "");
    }

    PaperKind paperKind() {
        if (kind == null) {
            throw Refusal.invalid("claim_file_missing");
        }
        return kind;
    }

    /** The name of the file, empty where the form came without one. */
    String fileName() {
        return file == null ? "" : Objects.requireNonNullElse(file.getOriginalFilename(), "");
    }

    /** The file; refused when the form came without one. */
    Upload upload() {
        if (file == null || file.isEmpty()) {
            throw Refusal.invalid("claim_file_missing");
        }
        try {
            return new Upload(fileName(), paperKind().code(), file.getBytes());
        } catch (IOException brokenOff) {
            throw new UncheckedIOException(brokenOff);
        }
    }
}
