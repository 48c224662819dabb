package org.jwks4j.idp;

import java.time.Duration;
import java.util.function.Consumer;
import org.jwks4j.KeyFetcher;
import org.jwks4j.location.MetadataLocation;

/** What every provider is put through, in this order; what must not be is an {@link AssertionError}. */
final class Examination {
    private final IdentityProvider provider;
    private final Workplace workplace;
    private final int rotationsOfEachKind;
    private final Consumer<String> progress;

    Examination(IdentityProvider provider, Workplace workplace, int rotationsOfEachKind, Consumer<String> progress) {
        this.provider = provider;
        this.workplace = workplace;
        this.rotationsOfEachKind = rotationsOfEachKind;
        this.progress = progress;
    }

    /** The provider runs already, and is left as it is. */
    Findings findings() throws Exception {
        progress.accept("first tokens");
        FirstTokens first = firstTokens();
        progress.accept("every way to verify");
        requireEveryWay();
        progress.accept("the command line");
        requireCommandLine();
        progress.accept("rotations");
        Disturbance rotations = new Rotations(provider, rotationsOfEachKind).disturbance();
        progress.accept("a restart with a new key");
        Disturbance restart = new Restart(provider).disturbance();
        return new Findings(provider.name(), provider.version(), provider.algorithms(), first, rotations, restart);
    }

    /** From the making of a fetcher to the first verified token, by algorithm. */
    private FirstTokens firstTokens() throws Exception {
        long before = provider.requests();
        Duration longest = Duration.ZERO;
        int fetchers = 0;
        for (String algorithm : provider.algorithms()) {
            for (MetadataLocation location : provider.metadata()) {
                String token = provider.token(algorithm);
                long start = System.nanoTime();
                try (KeyFetcher fetcher = Service.trusting(provider, location)) {
                    Service.verifier(fetcher).blocking().verify(token);
                }
                Duration took = Duration.ofNanos(System.nanoTime() - start);
                longest = longest.compareTo(took) > 0 ? longest : took;
                fetchers++;
            }
        }
        long requests = provider.requests() - before;
        if (requests != 2L * fetchers) {
            throw new AssertionError("expected 2 requests of each of " + fetchers + " fetchers, saw " + requests);
        }
        return new FirstTokens(longest, requests / fetchers);
    }

    private void requireEveryWay() throws Exception {
        try (KeyFetcher fetcher = Service.trusting(provider)) {
            for (String algorithm : provider.algorithms()) {
                String issuer = provider.issuer(algorithm);
                String token = provider.token(algorithm);
                String forged = Forgery.withLongerLife(token);
                for (Way way : Way.ALL) {
                    String what = way.name() + " with " + algorithm + " of " + provider.name();
                    boolean isForAlgorithm = !way.refused().contains(algorithm);
                    requireOutcome(way, fetcher, issuer, token, isForAlgorithm, what);
                    requireOutcome(way, fetcher, issuer, forged, false, what + ", forged");
                }
            }
        }
    }

    private static void requireOutcome(
            Way way, KeyFetcher fetcher, String issuer, String token, boolean isToBeVerified, String what) {
        Exception refusal = null;
        try {
            way.verification().verified(fetcher, issuer, token);
        } catch (Exception e) {
            refusal = e;
        }
        if (isToBeVerified && refusal != null) {
            throw new AssertionError(what + " was refused", refusal);
        }
        if (!isToBeVerified && refusal == null) {
            throw new AssertionError(what + " was not refused");
        }
    }

    private void requireCommandLine() throws Exception {
        CommandLine commandLine = new CommandLine(workplace, provider.access());
        for (String algorithm : provider.algorithms()) {
            String token = provider.token(algorithm);
            commandLine.requireVerified(provider.issuer(algorithm), token);
        }
        String algorithm = provider.algorithms().get(0);
        String issuer = provider.issuer(algorithm);
        commandLine.requireRefused(issuer, Forgery.withLongerLife(provider.token(algorithm)));
        commandLine.requireKeys(issuer);
        progress.accept("doctor\n" + commandLine.requireHealth(issuer, provider.grade()));
    }
}
