package org.tongzhou.catalogue;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** How many claims a draft would change by how much; every band is there, in order from the largest loss to the largest gain. */
public record Spread(Map<Band, Long> claims) {
    /** Bands of the difference in yuan; an upper edge belongs to its band. */
    public enum Band {
        LESS_BY_MORE_THAN_200,
        LESS_BY_UP_TO_200,
        SAME,
        MORE_BY_UP_TO_100,
        MORE_BY_UP_TO_300,
        MORE_BY_UP_TO_600,
        MORE_BY_UP_TO_1000,
        MORE_BY_ABOVE_1000;

        public boolean isLoss() {
            return compareTo(SAME) < 0;
        }
    }

    public Spread {
        Map<Band, Long> all = new EnumMap<>(Band.class);
        for (Band band : Band.values()) {
            all.put(band, claims.getOrDefault(band, 0L));
        }
        claims = Collections.unmodifiableMap(all);
    }
}
