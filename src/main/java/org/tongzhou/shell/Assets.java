package org.tongzhou.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.Sha256;

/** The files under {@code assets/} in the jar, each at an address that holds its content's hash, so that it may be kept for a year. */
@Component
public class Assets {
    static final String ROOT = "/assets/";

    private final Map<String, String> hashes = new TreeMap<>();

    Assets() {
        try {
            for (Resource file : new PathMatchingResourcePatternResolver().getResources("classpath:assets/*.*")) {
                hashes.put(String.valueOf(file.getFilename()), hash(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code /assets/<hash>/style.css}; throws for a file that is not in the jar. */
    public String href(String name) {
        String hash = hashes.get(name);
        if (hash == null) {
            throw new IllegalArgumentException("no asset " + name);
        }
        return ROOT + hash + "/" + name;
    }

    boolean isCurrent(String hash, String name) {
        return hash.equals(hashes.get(name));
    }

    private static String hash(Resource file) throws IOException {
        try (InputStream in = file.getInputStream()) {
            return HexFormat.of().formatHex(Sha256.of(in.readAllBytes()), 0, 6);
        }
    }
}
