package org.jwks4j.refresh;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jwks4j.net.Environment;

/**
 * The parts that the last answer lacks and that are kept for a while, since the nodes behind one address may disagree. The time
 * of each ends {@link RefreshSettings#grace()} after the first answer without it, and no later than {@link
 * RefreshSettings#maxFreshness()} after the last answer that had it. An answer that has it again ends its absence.
 *
 * @param absences in the order in which they went missing
 * @param endsAt when the first of them is kept no longer; {@link Environment#NEVER} if none is kept
 * @param confirmAt when to ask again whether they are missing; {@link Environment#NEVER} if none is
 * @param disagreedAt when an answer last had a part that the answer before it lacked; {@link Environment#NEVER} if none did
 */
public record MissingParts(Map<Part, Absence> absences, long endsAt, long confirmAt, long disagreedAt) {
    public static final MissingParts NONE =
            new MissingParts(Map.of(), Environment.NEVER, Environment.NEVER, Environment.NEVER);

    /** An answer that lacks a part while it is used is asked to be confirmed no more often than this. */
    static final long CONFIRMED_EACH = Duration.ofSeconds(15).toNanos();

    private static final long DISAGREEMENT_TOLD_FOR = Duration.ofHours(1).toNanos();

    private static MissingParts of(Map<Part, Absence> absences, long confirmAt, long disagreedAt) {
        long endsAt = absences.values().stream().mapToLong(Absence::until).min().orElse(Environment.NEVER);
        return new MissingParts(
                Collections.unmodifiableMap(absences), // in order
                endsAt,
                absences.isEmpty() ? Environment.NEVER : confirmAt,
                disagreedAt);
    }

    /**
     * After one more answer.
     *
     * @param had the parts of the answer before
     * @param has the parts of this one
     * @param lastSeen when the answer before was asked for
     * @param askedAt when this one was asked for
     * @param forbidden whether this answer says of a part that it is not to be used
     */
    MissingParts after(
            Set<Part> had,
            Set<Part> has,
            long lastSeen,
            long askedAt,
            Predicate<Part> forbidden,
            RefreshSettings rules) {
        boolean returned = absences.keySet().stream().anyMatch(has::contains);
        Map<Part, Absence> still = new LinkedHashMap<>();
        absences.forEach((part, absence) -> still.put(part, absence.again()));
        for (Part part : had) {
            still.putIfAbsent(part, Absence.first(lastSeen, askedAt, rules));
        }
        still.keySet().removeIf(part -> has.contains(part) || forbidden.test(part));
        return of(still, askedAt + CONFIRMED_EACH, returned ? askedAt : disagreedAt);
    }

    /** After one more answer that is the same as the one before. */
    MissingParts confirmed(long askedAt) {
        if (absences.isEmpty()) {
            return this;
        }
        Map<Part, Absence> again = new LinkedHashMap<>();
        absences.forEach((part, absence) -> again.put(part, absence.again()));
        return of(again, askedAt + CONFIRMED_EACH, disagreedAt);
    }

    /** No one has used what is kept, so it is looked at again only later. */
    MissingParts confirmedLater(long now) {
        return of(absences, now + CONFIRMED_EACH, disagreedAt);
    }

    /** Without the parts whose time is over, and no more than so many: the oldest go first. */
    MissingParts at(long now, int most) {
        if (absences.size() <= most && now < endsAt) {
            return this;
        }
        Map<Part, Absence> kept = new LinkedHashMap<>();
        int tooMany = absences.size() - most;
        for (Map.Entry<Part, Absence> entry : absences.entrySet()) {
            if (tooMany-- <= 0 && now < entry.getValue().until) {
                kept.put(entry.getKey(), entry.getValue());
            }
        }
        return of(kept, confirmAt, disagreedAt);
    }

    /** The parts that are missing and kept. */
    public Set<Part> kept() {
        return absences.keySet();
    }

    /** Whether answers have contradicted each other within the last hour. */
    public boolean isDisagreement(long now) {
        return disagreedAt != Environment.NEVER && now - disagreedAt < DISAGREEMENT_TOLD_FOR;
    }

    /**
     * How long a part has been missing.
     *
     * @param since when the first answer without it was asked for
     * @param until when it is kept no longer
     * @param answers how many answers in a row lack it
     */
    public record Absence(long since, long until, int answers) {
        static Absence first(long lastSeen, long askedAt, RefreshSettings rules) {
            long longest = lastSeen + rules.maxFreshness().toNanos();
            return new Absence(askedAt, Math.min(askedAt + rules.grace().toNanos(), longest), 1);
        }

        Absence again() {
            return new Absence(since, until, answers + 1);
        }

        boolean isConfirmed() {
            return answers > 1;
        }
    }
}
