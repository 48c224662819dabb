package org.jwks4j.simulation.strangers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/** Who is who in the strangers' world. */
final class Names {
    static final String OWN = "https://own.example.com";
    static final String REALM = "https://idp.example.com/realms/";

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private Names() {}

    /** A tenant whose keys are had before anyone attacks. */
    static String warm(int number) {
        return REALM + "warm-" + number;
    }

    /** A tenant whose keys of last week came along, and who is asked for first in a flood. */
    static String seeded(int number) {
        return REALM + "seeded-" + number;
    }

    static String invented(int number) {
        return REALM + "junk-" + number;
    }

    static String customer(int number) {
        return "https://customer-" + number + ".example.net";
    }

    static String nobody(int number) {
        return "https://nobody-" + number + ".example.org";
    }

    /** Each of a domain of its own. */
    static String stranger(int number) {
        return "https://login.stranger-" + number + ".com";
    }

    static boolean isStranger(String name) {
        return name.startsWith("https://login.stranger-");
    }

    static String token(String issuer) {
        return segment("{\"alg\":\"ES256\",\"kid\":\"k0\"}") + '.' + segment("{\"iss\":\"" + issuer + "\"}") + ".AAAA";
    }

    private static String segment(String json) {
        return BASE64.encodeToString(json.getBytes(UTF_8));
    }
}
