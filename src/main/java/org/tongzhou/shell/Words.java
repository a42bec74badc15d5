package org.tongzhou.shell;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Every sentence a person reads, in one language, from all bundles {@code messages/<room>_<language>.properties} on the
 * class path (UTF-8, {@link java.text.MessageFormat}, so a single quote is doubled). A key may stand in one bundle only.
 */
public final class Words {
    /** Chinese as spoken in the funds; the first language. */
    public static final Locale ZH = Locale.SIMPLIFIED_CHINESE;

    public static final Locale EN = Locale.ENGLISH;

    private static final Logger LOG = LoggerFactory.getLogger(Words.class);
    private static final Words CHINESE = new Words(ZH, load("zh_CN"));
    private static final Words ENGLISH = new Words(EN, load("en"));

    private final Locale locale;
    private final Map<String, String> patterns;
    private final Map<String, Sentence> sentences = new ConcurrentHashMap<>();

    private Words(Locale locale, Map<String, String> patterns) {
        this.locale = locale;
        this.patterns = patterns;
    }

    /** English for any English locale, Chinese for every other. */
    public static Words of(Locale locale) {
        return "en".equals(locale.getLanguage()) ? ENGLISH : CHINESE;
    }

    public Locale locale() {
        return locale;
    }

    /** Value of the {@code lang} attribute. */
    public String tag() {
        return locale.toLanguageTag();
    }

    public boolean has(String key) {
        return patterns.containsKey(key);
    }

    public Set<String> keys() {
        return patterns.keySet();
    }

    String pattern(String key) {
        return patterns.getOrDefault(key, key);
    }

    /**
     * The sentence of a key with its arguments; whole numbers get thousands separators, so pass codes and years as text.
     * A missing key is a fault of the build: it throws under {@code -Dtongzhou.words=strict} (all tests), elsewhere it
     * is logged and shown as itself, since a page with one odd word is better than none.
     */
    public String say(String key, Object... args) {
        String pattern = patterns.get(key);
        if (pattern == null) {
            return missing(key);
        }
        if (pattern.indexOf('{') < 0 && pattern.indexOf('\'') < 0) {
            return pattern;
        }
        return sentences
                .computeIfAbsent(pattern, known -> Sentence.of(known, locale))
                .with(args);
    }

    private String missing(String key) {
        if ("strict".equals(System.getProperty("tongzhou.words"))) {
            throw new MissingResourceException("no words for " + key + " in " + tag(), "messages", key);
        }
        LOG.warn("no words for {} in {}", key, tag());
        return key;
    }

    private static Map<String, String> load(String suffix) {
        Map<String, String> all = new HashMap<>();
        List<String> doubled = new ArrayList<>();
        try {
            for (Resource bundle : new PathMatchingResourcePatternResolver()
                    .getResources("classpath*:messages/*_" + suffix + ".properties")) {
                Properties read = read(bundle);
                for (Enumeration<?> names = read.propertyNames(); names.hasMoreElements(); ) {
                    String key = (String) names.nextElement();
                    if (all.put(key, read.getProperty(key)) != null) {
                        doubled.add(key);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!doubled.isEmpty()) {
            throw new IllegalStateException("keys in two bundles: " + doubled);
        }
        // Hashes are kept, which Map.copyOf does not; a page looks up hundreds of keys.
        return Collections.unmodifiableMap(all);
    }

    private static Properties read(Resource bundle) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = new InputStreamReader(bundle.getInputStream(), StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return properties;
    }
}
