package org.jwks4j.spring;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jwks4j.vendors.VendorTrust;
import org.jwks4j.vendors.Vendors;

/** An issuer that is known by its vendor's name. What the vendor decides cannot be set beside it. */
final class VendorIssuer {
    private VendorIssuer() {}

    static VendorTrust of(String prefix, IssuerProperties properties) {
        decidedByVendor(properties).forEach((name, isSet) -> {
            if (isSet) {
                throw Setting.wrong(
                        prefix + name, "set", "The vendor decides it: leave it out, or " + prefix + "vendor.");
            }
        });
        String vendor = String.valueOf(properties.vendor());
        List<String> known = Setting.of(prefix + "vendor", vendor, Vendors::settings);
        Map<String, List<String>> settings = named(known, properties.settings());
        return Setting.of(prefix + "settings", settings, values -> Vendors.trust(vendor, values));
    }

    private static Map<String, Boolean> decidedByVendor(IssuerProperties properties) {
        Map<String, Boolean> all = new LinkedHashMap<>();
        all.put("uri", properties.uri() != null);
        all.put("jwks-uri", properties.jwksUri() != null);
        all.put("metadata-uri", properties.metadataUri() != null);
        all.put("audiences", !properties.audiences().isEmpty());
        all.put("accept-any-audience", properties.acceptAnyAudience());
        all.put("aliases", !properties.aliases().isEmpty());
        all.put("tenants", !properties.tenants().isEmpty());
        all.put("bound-claims", !properties.boundClaims().isEmpty());
        all.put("allow-http", properties.allowHttp());
        return all;
    }

    /** An environment variable has no capitals, and YAML is written with hyphens: both mean the same setting. */
    private static Map<String, List<String>> named(List<String> known, Map<String, List<String>> settings) {
        Map<String, List<String>> named = new LinkedHashMap<>();
        settings.forEach((name, values) -> named.put(
                known.stream()
                        .filter(each -> uniform(each).equals(uniform(name)))
                        .findFirst()
                        .orElse(name),
                values));
        return named;
    }

    private static String uniform(String name) {
        return name.replace("-", "").toLowerCase(Locale.ROOT);
    }
}
