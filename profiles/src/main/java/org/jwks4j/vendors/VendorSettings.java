package org.jwks4j.vendors;

import java.util.List;
import java.util.Map;
import org.jwks4j.json.Quoted;

/** The settings of one kind of token, as a user gave them by name. Only a setting that was declared can be read. */
final class VendorSettings {
    private final List<String> declared;
    private final Map<String, List<String>> values;

    private VendorSettings(List<String> declared, Map<String, List<String>> values) {
        this.declared = declared;
        this.values = values;
    }

    /** Refuses names that were not declared, and those without a value: they would pass for left out, and drop a restriction. */
    static VendorSettings of(List<String> declared, Map<String, List<String>> values) {
        values.keySet().stream()
                .filter(name -> !declared.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException(
                            "there is no setting " + Quoted.of(name) + "; the settings are " + inWords(declared));
                });
        values.forEach((name, all) -> {
            if (all.isEmpty() || all.stream().anyMatch(String::isBlank)) {
                throw new IllegalArgumentException(
                        "the setting " + name + " is empty; leave it out, or give it a value");
            }
        });
        return new VendorSettings(declared, values);
    }

    private static String inWords(List<String> names) {
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    /** The one value of a setting that must be given. */
    String one(String name) {
        List<String> all = List.of(some(name));
        if (all.size() > 1) {
            throw new IllegalArgumentException("the setting " + name + " takes one value, not " + all.size());
        }
        return all.get(0);
    }

    /** The values of a setting that must be given. */
    String[] some(String name) {
        String[] all = any(name);
        if (all.length == 0) {
            throw new IllegalArgumentException(
                    "the setting " + name + " is missing; the settings are " + inWords(declared));
        }
        return all;
    }

    /** Of a setting that is left out unless it is {@code true}. */
    boolean isTrue(String name) {
        if (has(name) && !one(name).equals("true")) {
            throw new IllegalArgumentException(
                    "the setting " + name + " is " + Quoted.of(one(name)) + ", not true; leave it out");
        }
        return has(name);
    }

    /** Of two settings that say different things of the same. */
    void requireNone(String name, String because) {
        if (has(name)) {
            throw new IllegalArgumentException("the settings " + name + " and " + because + " contradict each other");
        }
    }

    boolean has(String name) {
        return any(name).length > 0;
    }

    /** The values of a setting that may be left out. */
    String[] any(String name) {
        if (!declared.contains(name)) {
            throw new IllegalStateException("the setting " + name + " was not declared");
        }
        return values.getOrDefault(name, List.of()).toArray(String[]::new);
    }
}
