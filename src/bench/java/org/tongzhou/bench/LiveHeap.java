package org.tongzhou.bench;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/** The most that was still in use after any collection of garbage since the start of a piece of work. */
final class LiveHeap implements AutoCloseable {
    private final AtomicLong most = new AtomicLong();
    private final NotificationListener listener = (notification, handback) -> heard(notification);

    LiveHeap() {
        System.gc();
        ManagementFactory.getGarbageCollectorMXBeans()
                .forEach(it -> emitter(it).addNotificationListener(listener, null, null));
    }

    private static NotificationEmitter emitter(GarbageCollectorMXBean collector) {
        return (NotificationEmitter) collector;
    }

    private void heard(Notification notification) {
        if (notification.getUserData() instanceof CompositeData data) {
            long used =
                    GarbageCollectionNotificationInfo.from(data).getGcInfo().getMemoryUsageAfterGc().entrySet().stream()
                            .filter(pool -> pool.getKey().matches(".*(Eden|Survivor|Old|Tenured).*"))
                            .map(pool -> pool.getValue())
                            .mapToLong(MemoryUsage::getUsed)
                            .sum();
            most.accumulateAndGet(used, Math::max);
        }
    }

    long megabytes() {
        return most.get() >> 20;
    }

    @Override
    public void close() throws Exception {
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            emitter(collector).removeNotificationListener(listener);
        }
    }
}
