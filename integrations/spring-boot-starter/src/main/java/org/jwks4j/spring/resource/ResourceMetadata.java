package org.jwks4j.spring.resource;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.jwks4j.http.UriPolicy;
import org.jwks4j.json.JsonObject;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * The document, where it is, and how challenges point to it (RFC 9728). It is made of properties alone: nothing of a request, such as
 * its {@code Host}, gets into it.
 */
final class ResourceMetadata {
    private static final String WELL_KNOWN = "/.well-known/oauth-protected-resource"; // §3
    private static final Pattern SCHEME = Pattern.compile("(?i)(Bearer|DPoP)( .*)?");
    private static final Pattern PARAMETER = Pattern.compile("resource_metadata=\"[^\"]*\"");

    private final String path;
    private final String parameter;
    private final byte[] json;

    private ResourceMetadata(URI resource, byte[] json) {
        // §3.1: the well-known string goes between the host and the path, of which a lone slash is none.
        String rest = resource.getRawPath();
        this.path = WELL_KNOWN + ("/".equals(rest) ? "" : rest);
        this.parameter =
                "resource_metadata=\"" + resource.getScheme() + "://" + resource.getRawAuthority() + path + '"';
        this.json = json;
    }

    static ResourceMetadata of(ResourceProperties properties, List<String> issuers) {
        URI resource = resource(properties.resource());
        List<String> servers =
                properties.authorizationServers().isEmpty() ? issuers : properties.authorizationServers();
        Map<String, @Nullable Object> members = new LinkedHashMap<>(); // §2; a member without a value is left out
        members.put("resource", properties.resource());
        members.put("authorization_servers", servers.isEmpty() ? null : servers);
        members.put("scopes_supported", properties.scopes().isEmpty() ? null : properties.scopes());
        members.put("bearer_methods_supported", List.of("header"));
        members.put("resource_name", properties.name());
        members.put("resource_documentation", properties.documentation());
        members.values().removeIf(value -> value == null);
        return new ResourceMetadata(resource, JsonObject.of(members).toJson().getBytes(StandardCharsets.UTF_8));
    }

    /** §1.2: an https URL without a fragment. A query would not survive its way into a path. */
    private static URI resource(@Nullable String text) {
        try {
            UriPolicy.HTTP_ON_LOOPBACK.check(text == null ? "" : text);
            URI uri = new URI(text);
            if (uri.getRawQuery() == null && uri.getRawFragment() == null) {
                return uri;
            }
        } catch (URISyntaxException | IllegalArgumentException e) {
            // Each is said in the same words.
        }
        throw new InvalidConfigurationPropertyValueException(
                ResourceProperties.PREFIX + ".resource",
                text,
                "Set it to the https URL of this service as its clients write it, without query and fragment,"
                        + " such as https://api.example.com/orders; http is for loopback alone.");
    }

    /**
     * Whether the document is asked for.
     *
     * @param requestPath of the request, encoded
     * @param contextPath which a servlet container takes off, or a proxy in front has put on
     */
    boolean isAt(String requestPath, String contextPath) {
        return requestPath.equals(path) || requestPath.equals(contextPath + path);
    }

    byte[] json() {
        return json.clone();
    }

    /** A challenge that points to the document (§5.1); another scheme's is returned as it is. */
    String challenge(String header) {
        if (!SCHEME.matcher(header).matches()) {
            return header;
        }
        Matcher present = PARAMETER.matcher(header);
        return present.find()
                ? present.replaceAll(Matcher.quoteReplacement(parameter))
                : header.strip() + (header.strip().contains(" ") ? ", " : " ") + parameter;
    }
}
