package org.tongzhou.access;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.PhoneCodes;

/** The phones of people as tests see them, with the codes that came; the line to them may be missing. */
@Component
@Primary
public class SomePhones implements PhoneCodes {
    private final Map<PersonId, List<String>> codes = new ConcurrentHashMap<>();
    private volatile boolean open = true;

    @Override
    public boolean open() {
        return open;
    }

    @Override
    public void send(FundId fund, PersonId person, String code, Instant at) {
        codes.computeIfAbsent(person, none -> new CopyOnWriteArrayList<>()).add(code);
    }

    /** Without a line to them, or with one. */
    public void connected(boolean connected) {
        open = connected;
    }

    /** What came, the oldest first. */
    public List<String> of(PersonId person) {
        return codes.getOrDefault(person, List.of());
    }

    public String newest(PersonId person) {
        List<String> all = of(person);
        return all.get(all.size() - 1);
    }
}
