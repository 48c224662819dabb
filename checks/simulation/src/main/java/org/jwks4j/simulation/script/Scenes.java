package org.jwks4j.simulation.script;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jwks4j.simulation.world.Call;
import org.jwks4j.simulation.world.Call.Api;
import org.jwks4j.simulation.world.Node;
import org.jwks4j.simulation.world.NodeSettings;
import org.jwks4j.simulation.world.SimulatedIssuer;
import org.jwks4j.simulation.world.Weather;
import org.jwks4j.simulation.world.World;

/** The busy times of a {@link RandomScript}: a few events, and callers around them. */
final class Scenes {
    private static final long MILLI = Duration.ofMillis(1).toNanos();
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long HOUR = Duration.ofHours(1).toNanos();

    private final World world;
    private final Draw draw;
    private final List<SimulatedIssuer> issuers;
    private final List<Node> nodes;
    private final Supplier<NodeSettings> settings;
    private final Rollovers rollovers;
    private boolean over;

    Scenes(World world, Draw draw, List<SimulatedIssuer> issuers, List<Node> nodes, Supplier<NodeSettings> settings) {
        this.world = world;
        this.draw = draw;
        this.issuers = issuers;
        this.nodes = nodes;
        this.settings = settings;
        this.rollovers = new Rollovers(this, world, draw);
    }

    /** One scene around one issuer. */
    void play() {
        SimulatedIssuer issuer = draw.oneOf(issuers.toArray(SimulatedIssuer[]::new));
        long length = draw.logarithmic(SECOND, 90 * SECOND);
        int events = draw.below(4);
        for (int event = 0; event < events; event++) {
            in(draw.between(0, length), () -> happen(issuer));
        }
        crowd(issuer, length);
        if (draw.oneIn(4)) {
            in(draw.between(0, length), () -> flood(issuer, draw.logarithmic(SECOND, 20 * SECOND)));
        }
        if (draw.oneIn(5)) {
            in(draw.between(0, length), () -> herd(issuer));
        }
    }

    private void happen(SimulatedIssuer issuer) {
        switch (draw.below(25)) {
            case 0, 1, 2 -> rotateAtOnce(issuer);
            case 3 -> announce(issuer);
            case 4, 5 -> withdraw(issuer);
            case 6, 7, 8 -> weather(issuer);
            case 9 -> partition();
            case 10 -> publishNothing(issuer);
            case 11 -> move(issuer);
            case 12 -> issuer.says(draw.caching(), !draw.oneIn(3));
            case 13 -> node().jumpWallClock(-draw.between(0, 48 * HOUR)); // back: forward, it is time that has passed
            case 14 -> restart();
            case 15, 16 -> overtake(issuer);
            case 17, 18 -> rollovers.disagree(issuer);
            case 19, 20 -> rollovers.replace(issuer);
            case 21, 22 -> rollovers.useRetired(issuer);
            case 23 -> rollovers.comeBackWithANewKey(issuer);
            default -> troubleResolver();
        }
    }

    /** Callers one by one, with all kinds of tokens. */
    private void crowd(SimulatedIssuer issuer, long length) {
        int callers = (int) draw.logarithmic(3, 80);
        for (int caller = 0; caller < callers; caller++) {
            in(draw.between(0, length), () -> {
                SimulatedIssuer whose = draw.oneIn(4) ? anyIssuer() : issuer;
                Api api = draw.oneOf(
                        Api.KEY, Api.KEY, Api.KEY, Api.KEYS, Api.KEY_BY_NAME, Api.CACHED, Api.VERIFY, Api.FORGED);
                if (draw.oneIn(60)) {
                    api = Api.REFRESH;
                }
                call(whose.name(), keyIdOf(whose), api);
                if (draw.oneIn(20)) {
                    call(draw.oneIn(2) ? stranger() : "https://nobody.example/" + draw.below(3), "k0", Api.KEY);
                }
            });
        }
    }

    /** Tokens with invented key IDs, many of them more than once. */
    private void flood(SimulatedIssuer issuer, long length) {
        int callers = (int) draw.logarithmic(20, 600);
        int variety = (int) draw.logarithmic(1, 200);
        Node target = node();
        for (int caller = 0; caller < callers; caller++) {
            in(
                    draw.between(0, length),
                    () -> world.call(
                            draw.oneIn(5) ? node() : target, issuer.name(), "invented" + draw.below(variety), Api.KEY));
        }
    }

    /** Many callers in one instant. */
    private void herd(SimulatedIssuer issuer) {
        int callers = (int) draw.logarithmic(5, 200);
        Node target = node();
        String keyId = keyIdOf(issuer);
        for (int caller = 0; caller < callers; caller++) {
            Call call = world.call(target, issuer.name(), draw.oneIn(10) ? keyIdOf(issuer) : keyId, Api.KEY);
            if (draw.oneIn(10)) {
                in(draw.between(0, SECOND), call::cancel);
            }
        }
    }

    /** Signs with a new key from now on; someone may have asked for it before. */
    private void rotateAtOnce(SimulatedIssuer issuer) {
        String keyId = issuer.nextKeyId();
        long after = draw.oneIn(2) ? 0 : draw.logarithmic(MILLI, 2 * 60 * SECOND);
        if (draw.oneIn(2)) {
            guess(issuer, keyId, after);
        }
        in(after, () -> {
            world.note(() -> issuer + " rotates to " + keyId);
            issuer.publish(keyId);
            if (draw.oneIn(3) && issuer.keyIds().size() > 1) {
                issuer.withdraw(issuer.keyIds().get(0));
            }
            int first = 1 + draw.below(4);
            for (int caller = 0; caller < first; caller++) {
                in(draw.logarithmic(1, SECOND), () -> call(issuer.name(), keyId, Api.KEY));
            }
        });
    }

    /** Asks one node over and over for a key that is not published yet. */
    private void guess(SimulatedIssuer issuer, String keyId, long until) {
        Node target = node();
        long pause = draw.logarithmic(SECOND / 5, 5 * SECOND);
        for (long time = 0; time < until; time += pause) {
            in(time, () -> world.call(target, issuer.name(), keyId, Api.KEY));
        }
    }

    /** Publishes a key long before it signs with it, or replaces one under its own name. */
    private void announce(SimulatedIssuer issuer) {
        String keyId = draw.oneIn(4) ? issuer.keyIds().get(0) : issuer.nextKeyId();
        world.note(() -> issuer + " publishes " + keyId);
        issuer.publish(keyId);
    }

    private void withdraw(SimulatedIssuer issuer) {
        List<String> keyIds = issuer.keyIds();
        if (keyIds.size() > 1) {
            String keyId = draw.oneOf(keyIds.toArray(String[]::new));
            world.note(() -> issuer + " withdraws " + keyId);
            issuer.withdraw(keyId);
            for (int caller = 0; caller < 4; caller++) {
                in(draw.logarithmic(SECOND, 3 * HOUR), () -> call(issuer.name(), keyId, Api.KEY));
            }
        }
    }

    private void weather(SimulatedIssuer issuer) {
        world.weather(issuer, draw.oneOf(Weather.ALL.toArray(Weather[]::new)));
        long length = draw.logarithmic(SECOND, 8 * HOUR);
        in(length, () -> {
            world.weather(issuer, Weather.CALM);
            crowd(issuer, 10 * SECOND);
        });
    }

    /** Rotates again and again while answers overtake each other. */
    private void overtake(SimulatedIssuer issuer) {
        world.weather(issuer, Weather.UNEVEN);
        for (long time = SECOND; time < 15 * SECOND; time += draw.between(2 * SECOND, 6 * SECOND)) {
            in(time, () -> rotateAtOnce(issuer));
        }
        crowd(issuer, 20 * SECOND);
        in(draw.between(15 * SECOND, 60 * SECOND), () -> world.weather(issuer, Weather.CALM));
    }

    private void partition() {
        Node target = node();
        world.weather(target, draw.oneOf(Weather.SILENT, Weather.UNREACHABLE, Weather.VERY_SLOW));
        in(draw.logarithmic(SECOND, HOUR), () -> world.weather(target, null));
    }

    private void publishNothing(SimulatedIssuer issuer) {
        world.note(() -> issuer + " publishes nothing");
        issuer.publishNothing(true);
        in(draw.logarithmic(SECOND, HOUR / 4), () -> {
            world.note(() -> issuer + " publishes its keys again");
            issuer.publishNothing(false);
            crowd(issuer, 10 * SECOND);
        });
    }

    private void move(SimulatedIssuer issuer) {
        if (issuer.trust().isDiscovered()) {
            world.note(() -> issuer + " moves its keys");
            issuer.move(draw.oneOf(404, 410));
        }
    }

    private void troubleResolver() {
        world.note(() -> "the resolver is in trouble");
        world.resolver().troubled(true);
        in(draw.logarithmic(SECOND, HOUR), () -> world.resolver().troubled(false));
    }

    /** Closes a node, whatever it is doing, and starts another in its place. */
    private void restart() {
        int place = draw.below(nodes.size());
        if (draw.oneIn(2)) {
            herd(anyIssuer());
        }
        in(draw.oneIn(2) ? 0 : draw.logarithmic(MILLI, 3 * SECOND), () -> {
            Node before = nodes.get(place);
            before.close();
            SimulatedIssuer issuer = anyIssuer();
            world.call(before, issuer.name(), keyIdOf(issuer), Api.KEY);
            nodes.set(place, world.startNode(settings.get()));
        });
    }

    void closeAll() {
        over = true;
        nodes.forEach(Node::close);
    }

    private void call(String issuerName, String keyId, Api api) {
        Call call = world.call(node(), issuerName, keyId, api);
        if (draw.oneIn(25)) {
            in(draw.logarithmic(MILLI, 5 * SECOND), call::cancel);
        }
    }

    /** Most tokens are signed with the newest key; some with an older one, one that is gone, or none that ever was. */
    private String keyIdOf(SimulatedIssuer issuer) {
        List<String> keyIds = issuer.keyIds();
        return switch (draw.below(12)) {
            case 0 -> "k" + draw.below(8);
            case 1 -> "invented" + draw.below(1000);
            case 2, 3, 4 -> draw.oneOf(keyIds.toArray(String[]::new));
            default -> keyIds.get(keyIds.size() - 1);
        };
    }

    private String stranger() {
        return "https://issuer" + issuers.size() + ".example";
    }

    private SimulatedIssuer anyIssuer() {
        return draw.oneOf(issuers.toArray(SimulatedIssuer[]::new));
    }

    Node node() {
        return draw.oneOf(nodes.toArray(Node[]::new));
    }

    void in(long nanos, Runnable event) {
        world.time().in(nanos, () -> {
            if (!over) {
                event.run();
            }
        });
    }
}
