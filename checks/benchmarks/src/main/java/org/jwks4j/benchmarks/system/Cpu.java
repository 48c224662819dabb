package org.jwks4j.benchmarks.system;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** What this process has taken of the processors: issuer, service and callers together. */
final class Cpu {
    /** The column. */
    static final String MILLIS = "processor, ms";

    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final long begin = SYSTEM.getProcessCpuTime();

    /** {@return what was taken since this was made} */
    String millis() {
        return String.valueOf((SYSTEM.getProcessCpuTime() - begin) / 1_000_000);
    }
}
