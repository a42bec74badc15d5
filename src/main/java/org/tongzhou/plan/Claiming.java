package org.tongzhou.plan;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The rules of claiming that hold for every benefit of a plan: from when on, within what time, and with which papers. */
public record Claiming(Waiting waiting, String coverClause, Filing filing, Map<Occasion, List<PaperAsk>> papers) {
    public Claiming {
        papers = Collections.unmodifiableMap(new TreeMap<>(papers));
    }

    /** Empty when the plan asks for nothing then. */
    List<PaperAsk> papers(Occasion occasion) {
        return papers.getOrDefault(occasion, List.of());
    }
}
