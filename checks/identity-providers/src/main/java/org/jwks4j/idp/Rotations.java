package org.jwks4j.idp;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * New keys in mid-traffic: first such that leave the old ones published, then such that do not, while tokens of the withdrawn keys
 * go on being shown.
 */
final class Rotations {
    private static final int WITH_OLD_KEYS = 2;
    private static final int AT_ONCE = 2;
    private static final long BETWEEN_MILLIS = 5_000;

    private final IdentityProvider provider;
    private final Map<String, List<String>> tokens = new LinkedHashMap<>();

    Rotations(IdentityProvider provider) {
        this.provider = provider;
    }

    Disturbance disturbance() throws Exception {
        if (!provider.canRotate()) {
            return Disturbance.NONE;
        }
        long before = provider.requests();
        try (Clients clients = new Clients(provider)) {
            Traffic traffic = new Traffic(clients.verifiers());
            try (traffic) {
                for (String algorithm : provider.algorithms()) {
                    showNext(algorithm, traffic);
                }
                for (int i = 0; i < WITH_OLD_KEYS + AT_ONCE; i++) {
                    for (String algorithm : provider.algorithms()) {
                        rotate(algorithm, i >= WITH_OLD_KEYS && provider.canRotateAtOnce(), traffic);
                    }
                    for (String algorithm : provider.algorithms()) {
                        showNext(algorithm, traffic);
                    }
                    TimeUnit.MILLISECONDS.sleep(BETWEEN_MILLIS);
                }
            }
            return new Disturbance(traffic.shown(), traffic.refusals(), provider.requests() - before, Duration.ZERO);
        }
    }

    private void rotate(String algorithm, boolean atOnce, Traffic traffic) throws Exception {
        if (atOnce) {
            traffic.withdraw(requireNonNull(tokens.remove(algorithm)));
            provider.rotateAtOnce(algorithm);
        } else {
            provider.rotate(algorithm);
        }
    }

    private void showNext(String algorithm, Traffic traffic) throws Exception {
        String token = provider.token(algorithm);
        tokens.computeIfAbsent(algorithm, any -> new ArrayList<>()).add(token);
        traffic.add(token);
    }
}
