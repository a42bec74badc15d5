package org.tongzhou.bench;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/** How much of the heap this process holds on to: the most in use right after a collection, not what is thrown away. */
final class Heap {
    private static final AtomicLong MOST = new AtomicLong();

    static {
        ManagementFactory.getGarbageCollectorMXBeans()
                .forEach(collector -> ((NotificationEmitter) collector)
                        .addNotificationListener((note, back) -> saw((CompositeData) note.getUserData()), null, null));
    }

    private Heap() {}

    private static void saw(CompositeData data) {
        long used = GarbageCollectionNotificationInfo.from(data).getGcInfo().getMemoryUsageAfterGc().values().stream()
                .mapToLong(MemoryUsage::getUsed)
                .sum();
        MOST.accumulateAndGet(used, Math::max);
    }

    /** Forgets what was used so far. */
    static void watch() {
        MOST.set(0);
    }

    /** The most megabytes after any collection since {@link #watch}, the machine's own code and tables included. */
    static long mostMegabytes() {
        return MOST.get() >> 20;
    }
}
