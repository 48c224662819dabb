package org.jwks4j.benchmarks.system;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A service that trusts many issuers of one host by name, and the threads of those who call it. Call n comes with a token of tenant n. */
final class TenantService implements Callers, AutoCloseable {
    final TenantHost host;
    private final List<? extends Contestant> contestants;
    private final List<String> tokens;
    private final CallerThreads threads = new CallerThreads();

    TenantService(Library library, int tenants, Duration hostTakes, Settings settings) throws Exception {
        this.host = new TenantHost(hostTakes);
        List<IssuerAt> issuers =
                IntStream.range(0, tenants).mapToObj(host::tenant).toList();
        this.contestants = library.openAll(issuers, settings);
        this.tokens = IntStream.range(0, tenants).mapToObj(host::token).toList();
    }

    /** All keys are there, and the requests for them are not counted. */
    TenantService warmedUp(int rounds) throws Exception {
        for (int tenant = 0; tenant < tokens.size(); tenant++) {
            contestants.get(tenant).verify(tokens.get(tenant));
        }
        for (int round = 0; round < rounds; round++) {
            isTaken(round);
        }
        host.forgetRequests();
        return this;
    }

    @Override
    public void start(Runnable task) {
        threads.start(task);
    }

    @Override
    public boolean isTaken(long call) {
        int tenant = (int) (call % tokens.size());
        try {
            contestants.get(tenant).verify(tokens.get(tenant));
            return true;
        } catch (Exception refused) {
            return false;
        }
    }

    /** How many issuers the library says have failed; a dash if it says nothing of the kind. */
    String reportingFailures() {
        return contestants.get(0) instanceof Jwks4j ours ? String.valueOf(ours.issuersWithFailures()) : "–";
    }

    @Override
    public void close() {
        threads.interrupt();
        new ArrayList<>(contestants).forEach(Contestant::close);
        host.close();
        threads.join();
    }
}
