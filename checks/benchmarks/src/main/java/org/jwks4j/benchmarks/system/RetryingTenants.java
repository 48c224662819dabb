package org.jwks4j.benchmarks.system;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The same with callers who have little patience, and come again until they are served. */
record RetryingTenants(int tenants, Duration hostTakes, Duration each, int rounds) implements Scenario {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SERVED = "all served after, ms";

    @Override
    public String name() {
        return "retrying";
    }

    @Override
    public String title() {
        return String.format(
                "%,d cold tenants of one host, a caller each, who waits %d ms and comes again as long after, until it is served",
                tenants, each.toMillis());
    }

    @Override
    public String note() {
        return "As `cold`, but jwks4j's callers have a deadline of " + each.toMillis()
                + " ms, less than most must wait for; the others have no such setting. A refused caller comes again "
                + each.toMillis()
                + " ms later. Who had no turn in time has met no failure of its issuer, so that none may be reported.";
    }

    @Override
    public List<Library> libraries() {
        return Library.WITH_BOTH;
    }

    @Override
    public Optional<String> plotted() {
        return Optional.of(SERVED);
    }

    @Override
    public Map<String, String> run(Library library) throws Exception {
        try (TenantService service = new TenantService(library, tenants, hostTakes, Settings.within(each))) {
            AtomicInteger refusals = new AtomicInteger();
            CountDownLatch served = new CountDownLatch(tenants);
            long begin = System.nanoTime();
            for (int tenant = 0; tenant < tenants; tenant++) {
                int caller = tenant;
                service.start(() -> untilServed(service, caller, refusals, served));
            }
            boolean all = served.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            long took = System.nanoTime() - begin;
            Map<String, String> row = new LinkedHashMap<>();
            row.put("requests", String.valueOf(service.host.requests()));
            row.put("refusals", refusals.toString());
            row.put("not served", String.valueOf(served.getCount()));
            row.put(SERVED, (all ? "" : ">") + Latencies.millis(took));
            row.put("issuers that report failures", service.reportingFailures());
            return row;
        }
    }

    private void untilServed(TenantService service, int caller, AtomicInteger refusals, CountDownLatch served) {
        try {
            while (!service.isTaken(caller)) {
                refusals.incrementAndGet();
                Pause.until(System.nanoTime() + each.toNanos());
            }
            served.countDown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    Bar noFailures() {
        return Bar.of(
                "retrying: issuers of jwks4j's that report failures, or are not served",
                0,
                results -> Bar.most(results, name(), Library.OURS, "issuers that report failures", "not served"));
    }
}
