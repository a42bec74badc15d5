package org.tongzhou.catalogue.web;

import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.DigestUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.tongzhou.plan.PlanSchema;
import org.tongzhou.shell.Allowed;

/** The schema of the plan file at a public address, so that an editor can check a plan while it is written. */
@RestController
@Allowed(anyone = true)
class SchemaPages {
    static final String ADDRESS = "/schema/plan.schema.json";

    private static final MediaType SCHEMA_JSON = MediaType.parseMediaType("application/schema+json");

    private final byte[] schema = PlanSchema.file();
    private final String tag = '"' + DigestUtils.md5DigestAsHex(schema) + '"';

    /** Kept for an hour; afterwards an unchanged one is not sent again. */
    @GetMapping(ADDRESS)
    ResponseEntity<byte[]> schema() {
        return ResponseEntity.ok()
                .contentType(SCHEMA_JSON)
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePublic())
                .eTag(tag)
                .body(schema);
    }
}
