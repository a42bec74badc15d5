package org.tongzhou.reporting.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.tongzhou.kernel.FundId;

/** Where the squares of a province's regions stand, from {@code reporting/tiles-<fund>.properties}; none for other provinces. */
final class TilePlaces {
    private static final Map<FundId, Properties> READ = new ConcurrentHashMap<>();

    private TilePlaces() {}

    /** The classes {@code gr<row> gc<column>} of a region, or empty. */
    static String classes(FundId fund, String code) {
        String place = READ.computeIfAbsent(fund, TilePlaces::read).getProperty(code, "");
        String[] parts = place.split(",", -1);
        return parts.length == 2 ? " gr" + parts[0] + " gc" + parts[1] : "";
    }

    private static Properties read(FundId fund) {
        Properties places = new Properties();
        try (InputStream in = TilePlaces.class.getResourceAsStream("/reporting/tiles-" + fund.code() + ".properties")) {
            if (in != null) {
                places.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return places;
    }
}
