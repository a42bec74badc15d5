package org.tongzhou.shell;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.tongzhou.kernel.Refusal;

/** Serves the assets; an address with another hash than the current one is not found. */
@RestController
@Allowed(anyone = true)
class AssetPages {
    private final Assets assets;

    AssetPages(Assets assets) {
        this.assets = assets;
    }

    /** What a telephone needs to keep the pages beside its other applications; no service worker: nothing works off line. */
    @GetMapping(path = "/app.webmanifest", produces = "application/manifest+json")
    Map<String, Object> manifest() {
        return Map.of(
                "name", "同舟 职工互助保障",
                "short_name", "互助保障",
                "lang", "zh-CN",
                "id", "/",
                "start_url", "/",
                "scope", "/",
                "display", "standalone",
                "background_color", "#f4f5f1",
                "theme_color", "#f4f5f1",
                "icons", List.of(icon(192), icon(512)));
    }

    /** Browsers ask here for the icon of a paper that stands alone, which has no head to name one. */
    @GetMapping(path = "/favicon.ico")
    ResponseEntity<Resource> icon() {
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_PNG)
                .cacheControl(CacheControl.maxAge(Duration.ofDays(1)).cachePublic())
                .body(new ClassPathResource("assets/icon-192.png"));
    }

    private Map<String, String> icon(int side) {
        return Map.of(
                "src",
                assets.href("icon-" + side + ".png"),
                "sizes",
                side + "x" + side,
                "type",
                "image/png",
                "purpose",
                "any maskable");
    }

    @GetMapping("/assets/{hash}/{name}")
    ResponseEntity<Resource> asset(@PathVariable String hash, @PathVariable String name) {
        if (!assets.isCurrent(hash, name)) {
            throw Refusal.notFound();
        }
        return ResponseEntity.ok()
                .contentType(MediaTypeFactory.getMediaType(name).orElse(MediaType.APPLICATION_OCTET_STREAM))
                .cacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
                .header(HttpHeaders.CONTENT_DISPOSITION, "inline")
                .body(new ClassPathResource("assets/" + name));
    }
}
