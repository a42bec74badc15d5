package org.tongzhou.gig;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.HttpLine;
import org.tongzhou.kernel.ResidentId;

/** The register as tests see it: who is called 张冠李戴 does not match, who is called 无人应答 hears nothing. */
@Component
public class SomeRegister implements IdentityLine {
    public static final String WRONG = "张冠李戴";
    public static final String SILENT = "无人应答";

    final AtomicInteger asked = new AtomicInteger();

    private final AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});

    /** What somebody else does while the register is asked the next time. */
    void meanwhile(Runnable other) {
        meanwhile.set(other);
    }

    @Override
    public boolean matches(String name, ResidentId id) throws HttpLine.Silence {
        asked.incrementAndGet();
        meanwhile.getAndSet(() -> {}).run();
        if (name.equals(SILENT)) {
            throw new HttpLine.Silence("nobody there");
        }
        return !name.equals(WRONG);
    }
}
