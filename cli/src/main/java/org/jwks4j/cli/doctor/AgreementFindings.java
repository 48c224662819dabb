package org.jwks4j.cli.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jwks4j.json.Quoted;

/** Whether many answers agree: those of one moment, which must, and those of a while, between which keys may rotate. */
final class AgreementFindings {
    private AgreementFindings() {}

    /** Of answers that came one right behind the other, from all addresses. */
    static List<Finding> ofOneMoment(List<Observation> answers) {
        if (answers.size() < 2) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        Observation first = answers.get(0);
        Optional<Observation> other =
                answers.stream().filter(answer -> !answer.isEqualTo(first)).findFirst();
        if (other.isEmpty()) {
            findings.add(Finding.ok("nodes.agree", answers.size() + " answers have the same keys"));
        } else {
            findings.add(disagreement(first, other.get()));
        }
        reuse(answers).ifPresent(findings::add);
        return findings;
    }

    private static Finding disagreement(Observation first, Observation other) {
        return Finding.error(
                "nodes.disagree",
                "answers of the same moment differ: " + first.where() + " has "
                        + names(first.keys().keySet()) + ", " + other.where() + " has "
                        + names(other.keys().keySet()),
                "Nodes or caches behind the address serve different sets, so that tokens are refused now and then. Roll new keys"
                        + " out to all nodes before one signs with them.");
    }

    private static String names(Set<String> keyIds) {
        return keyIds.isEmpty()
                ? "no key"
                : keyIds.stream().limit(5).map(Quoted::of).collect(Collectors.joining(", "))
                        + (keyIds.size() > 5 ? ", ..." : "");
    }

    /** RFC 7517 §4.5: if a kid comes to mean another key, services that have the old one cached refuse valid tokens. */
    private static Optional<Finding> reuse(List<Observation> answers) {
        for (Observation answer : answers) {
            for (Map.Entry<String, Set<String>> key : answer.keys().entrySet()) {
                Set<String> before = answers.get(0).keys().get(key.getKey());
                if (before != null && !before.equals(key.getValue())) {
                    return Optional.of(
                            Finding.error(
                                    "keys.kid-reuse",
                                    "the kid " + Quoted.of(key.getKey())
                                            + " stands for different keys in different answers",
                                    "Never give a new key an old kid: services that have the old one cached refuse the new one's tokens."));
                }
            }
        }
        return Optional.empty();
    }

    /** Of answers over a while, in their order. */
    static List<Finding> ofAWhile(List<Observation> answers) {
        List<Finding> findings = new ArrayList<>();
        int changes = 0;
        for (int i = 1; i < answers.size(); i++) {
            Observation before = answers.get(i - 1);
            Observation after = answers.get(i);
            if (!after.isEqualTo(before)) {
                changes++;
                change(answers.subList(0, i), before, after).ifPresent(findings::add);
            }
        }
        reuse(answers).ifPresent(findings::add);
        if (findings.isEmpty()) {
            findings.add(Finding.ok(
                    "keys.rotation",
                    answers.size() + " answers over a while: "
                            + (changes == 0 ? "no rotation was seen" : changes + " rotations, each with an overlap")));
        }
        return findings.stream().distinct().toList();
    }

    /** A set that comes back was never gone: two nodes take turns. */
    private static Optional<Finding> change(List<Observation> earlier, Observation before, Observation after) {
        if (earlier.stream().anyMatch(after::isEqualTo)) {
            return Optional.of(disagreement(before, after));
        } else if (!before.keys().isEmpty() && !before.overlaps(after)) {
            return Optional.of(Finding.error(
                    "keys.no-overlap",
                    "all keys were replaced at once: " + names(before.keys().keySet()) + " by "
                            + names(after.keys().keySet()),
                    "Publish a new key before it signs, for at least as long as the set may be cached, and withdraw the old"
                            + " one only when its last token has expired."));
        }
        return Optional.empty();
    }
}
