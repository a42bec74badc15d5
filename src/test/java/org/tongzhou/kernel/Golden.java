package org.tongzhou.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The vectors that everybody who builds this agrees on. */
final class Golden {
    private Golden() {}

    static JsonNode read(String file) {
        try (InputStream in = Golden.class.getResourceAsStream("/golden/" + file)) {
            return JsonMapper.builder().build().readTree(Objects.requireNonNull(in, file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }
}
