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

    /** Refuses names that were not declared. */
    static VendorSettings of(List<String> declared, Map<String, List<String>> values) {
        values.keySet().stream()
                .filter(name -> !declared.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException(
                            "there is no setting " + Quoted.of(name) + "; the settings are " + inWords(declared));
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
