package org.jwks4j.vendors;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jwks4j.json.Quoted;

/**
 * The vendors of this package by name, for what is written in a configuration or on a command line: {@code cognito-access} with
 * {@code region=eu-west-1}, {@code userPoolId=eu-west-1_Ab12Cd34E} and {@code clientIds=shop} is {@code
 * Cognito.userPool("eu-west-1", "eu-west-1_Ab12Cd34E").accessTokens("shop")}. A setting has the name of the parameter.
 */
public final class Vendors {
    private Vendors() {}

    /**
     * The names: a vendor, and which of its tokens.
     *
     * @return in alphabetical order
     */
    public static Set<String> names() {
        return VendorCatalog.ENTRIES.keySet();
    }

    /**
     * The settings of a vendor's tokens.
     *
     * @param name one of {@link #names}
     * @return the names, those that are needed first
     * @throws IllegalArgumentException if there is no such name; the message says which there are
     */
    public static List<String> settings(String name) {
        return entry(name).settings();
    }

    /**
     * Whom to trust, and what the tokens must say.
     *
     * @param name one of {@link #names}
     * @param settings values by the names of {@link #settings}
     * @return the same as the vendor's own class makes
     * @throws IllegalArgumentException if the name is unknown, or a setting is unknown, missing or of another form; the message
     *     says which are possible
     */
    public static VendorTrust trust(String name, Map<String, List<String>> settings) {
        VendorCatalog.Entry entry = entry(name);
        return entry.make().apply(VendorSettings.of(entry.settings(), settings));
    }

    private static VendorCatalog.Entry entry(String name) {
        VendorCatalog.Entry entry = VendorCatalog.ENTRIES.get(requireNonNull(name, "name"));
        if (entry == null) {
            throw new IllegalArgumentException(
                    "there is no vendor " + Quoted.of(name) + "; the vendors are " + String.join(", ", names()));
        }
        return entry;
    }
}
