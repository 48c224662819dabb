package org.jwks4j.simulation.script;

import java.time.Duration;
import java.util.List;
import org.jwks4j.simulation.world.Call.Api;
import org.jwks4j.simulation.world.Disagreement;
import org.jwks4j.simulation.world.Node;
import org.jwks4j.simulation.world.SimulatedIssuer;
import org.jwks4j.simulation.world.Weather;
import org.jwks4j.simulation.world.World;

/** Scenes about keys that change while something else is wrong. */
final class Rollovers {
    private static final long MILLI = Duration.ofMillis(1).toNanos();
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long HOUR = Duration.ofHours(1).toNanos();

    private final Scenes scenes;
    private final World world;
    private final Draw draw;

    Rollovers(Scenes scenes, World world, Draw draw) {
        this.scenes = scenes;
        this.world = world;
        this.draw = draw;
    }

    /** Some nodes of the issuer stay behind while it rotates, withdraws or replaces; and its keys are in use all the while. */
    void disagree(SimulatedIssuer issuer) {
        Disagreement.Kind kind = draw.oneOf(Disagreement.Kind.ALL.toArray(Disagreement.Kind[]::new));
        world.note(() -> issuer + ": its nodes disagree, " + kind);
        issuer.disagree(kind);
        long length = kind == Disagreement.Kind.ONE_STALE ? HOUR : draw.logarithmic(20 * SECOND, HOUR / 2);
        int changes = 1 + draw.below(3);
        for (int change = 0; change < changes; change++) {
            scenes.in(draw.between(0, Math.min(length, 4 * 60 * SECOND)), () -> change(issuer));
        }
        use(issuer, draw.logarithmic(30 * SECOND, 8 * 60 * SECOND), draw.logarithmic(SECOND, 10 * SECOND), Api.VERIFY);
        scenes.in(length, () -> {
            world.note(() -> issuer + ": its nodes agree");
            issuer.agree();
        });
    }

    private void change(SimulatedIssuer issuer) {
        switch (draw.below(4)) {
            case 0 -> replace(issuer);
            case 1 -> {
                if (issuer.keyIds().size() > 1) {
                    retire(issuer);
                }
            }
            default -> publish(issuer, issuer.nextKeyId());
        }
    }

    private void publish(SimulatedIssuer issuer, String keyId) {
        world.note(() -> issuer + " publishes " + keyId);
        issuer.publish(keyId);
    }

    /** Other material under the kid of the newest key; some forge signatures under it at the same time. */
    void replace(SimulatedIssuer issuer) {
        String keyId = issuer.keyIds().get(issuer.keyIds().size() - 1);
        if (draw.oneIn(2)) {
            use(issuer, draw.logarithmic(SECOND, 90 * SECOND), draw.logarithmic(50 * MILLI, 5 * SECOND), Api.FORGED);
        }
        scenes.in(draw.between(0, 20 * SECOND), () -> {
            publish(issuer, keyId);
            use(issuer, draw.logarithmic(SECOND, 90 * SECOND), draw.logarithmic(SECOND / 5, 10 * SECOND), Api.VERIFY);
        });
    }

    /** Tokens with the newest key at that time come to one node. */
    private void use(SimulatedIssuer issuer, long length, long pause, Api api) {
        Node target = scenes.node();
        List<String> keyIds = issuer.keyIds();
        String keyId = draw.oneIn(4) ? draw.oneOf(keyIds.toArray(String[]::new)) : keyIds.get(keyIds.size() - 1);
        for (long time = 0; time < length; time += pause) {
            scenes.in(time, () -> world.call(target, issuer.name(), keyId, api));
        }
    }

    private String retire(SimulatedIssuer issuer) {
        String keyId = issuer.keyIds().get(0);
        world.note(() -> issuer + " withdraws " + keyId);
        issuer.withdraw(keyId);
        return keyId;
    }

    /** A key that is gone is still used each second, long after, while the issuer rotates again and again. */
    void useRetired(SimulatedIssuer issuer) {
        if (issuer.keyIds().size() < 2) {
            publish(issuer, issuer.nextKeyId());
        }
        String retired = retire(issuer);
        Node target = scenes.node();
        use(issuer, 60 * SECOND, 10 * SECOND, Api.KEY);
        long begin = draw.between(0, 7 * 60 * SECOND);
        for (long time = begin; time < begin + 45 * SECOND; time += SECOND) {
            scenes.in(time, () -> world.call(target, issuer.name(), retired, Api.KEY));
        }
        for (long time = begin; time < begin + 45 * SECOND; time += 7 * SECOND + SECOND / 2) {
            scenes.in(time, () -> {
                String keyId = issuer.nextKeyId();
                publish(issuer, keyId);
                scenes.in(draw.between(0, SECOND), () -> world.call(target, issuer.name(), keyId, Api.VERIFY));
            });
        }
    }

    /** The issuer is away and comes back with a new key, whose tokens come at once and all the time. */
    void comeBackWithANewKey(SimulatedIssuer issuer) {
        world.weather(issuer, draw.oneOf(Weather.UNREACHABLE, Weather.SILENT, Weather.FAILING));
        long length = draw.logarithmic(20 * SECOND, HOUR / 4);
        scenes.in(length, () -> {
            world.weather(issuer, Weather.CALM);
            String keyId = issuer.nextKeyId();
            publish(issuer, keyId);
            Node target = scenes.node();
            long pause = draw.logarithmic(SECOND / 2, 3 * SECOND);
            for (long time = 0; time < 20 * SECOND; time += pause) {
                scenes.in(time, () -> world.call(target, issuer.name(), keyId, draw.oneOf(Api.KEY, Api.VERIFY)));
            }
        });
        String coming = issuer.nextKeyId();
        Node target = scenes.node();
        for (long time = length - Math.min(length, 40 * SECOND); time < length; time += 2 * SECOND) {
            scenes.in(time, () -> world.call(target, issuer.name(), coming, Api.KEY));
        }
    }
}
