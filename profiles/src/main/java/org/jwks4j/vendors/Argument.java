package org.jwks4j.vendors;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jwks4j.json.Quoted;

/**
 * A setting of a vendor, and the form it must have. A mistake shows at start, and the message says which form is possible; so no
 * setting can lead to another host or path either.
 */
enum Argument {
    AWS_REGION("region", "[a-z]{2}(?:-[a-z]+)+-[0-9]{1,2}", "a region of AWS such as eu-west-1"),
    USER_POOL("user pool", "[a-z]{2}(?:-[a-z]+)+-[0-9]{1,2}_[A-Za-z0-9]{1,45}", "an ID such as eu-west-1_Ab12Cd34E"),
    LOAD_BALANCER(
            "load balancer",
            "arn:aws(?:-us-gov)?:elasticloadbalancing:[a-z]{2}(?:-[a-z]+)+-[0-9]{1,2}:[0-9]{12}"
                    + ":loadbalancer/app/[A-Za-z0-9-]{1,32}/[0-9a-f]{1,32}",
            "an ARN such as arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/NAME/0123456789abcdef"
                    + " (partitions aws and aws-us-gov)"),
    TENANT_ID("tenant", "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", "a GUID in lower case"),
    CLIENT_GUID("client ID", "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", "a GUID in lower case"),
    ENTERPRISE("enterprise", "[A-Za-z0-9][A-Za-z0-9-]{0,99}", "the slug in https://github.com/enterprises/SLUG"),
    REPOSITORY("repository", "[A-Za-z0-9._-]{1,100}/[A-Za-z0-9._-]{1,100}", "OWNER/NAME"),
    PROJECT_PATH("project", "[A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+)+", "a whole path such as GROUP/PROJECT"),
    NAMESPACE_PATH("namespace", "[A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+)*", "a whole path such as GROUP or GROUP/SUBGROUP"),
    OWNER("owner", "[A-Za-z0-9._-]{1,100}", "the name of a user or organization"),
    GIT_REF("ref", "refs/[^\\s\\p{Cntrl}]+", "a whole name such as refs/heads/main"),
    NUMBER("number", "[1-9][0-9]{0,18}", "a number"),
    LABEL("name", "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?", "one label of a host name, in lower case"),
    HOST("host", Forms.HOST + "(?::[0-9]{1,5})?", "a host in lower case such as login.example.com, without https://"),
    BASE_URL(
            "URL",
            "(?:https://" + Forms.HOST
                    + "|http://(?:localhost|127\\.0\\.0\\.1))(?::[0-9]{1,5})?(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*)*",
            "a URL such as https://login.example.com/path, without a slash at the end"),
    SEGMENT("name", "[A-Za-z0-9_-][A-Za-z0-9._-]*", "one segment of a path: letters, digits, and . _ -"),
    SERVICE_ACCOUNT("service account", "[a-z0-9-]{1,63}/[a-z0-9][a-z0-9.-]{0,252}", "NAMESPACE/NAME"),
    EKS_ID("cluster", "[0-9A-F]{32}", "32 hexadecimal digits in capital letters"),
    GOOGLE_PROJECT("project", "[a-z][a-z0-9-]{4,28}[a-z0-9]", "a project ID such as acme-orders"),
    TRUST_DOMAIN("trust domain", "[a-z0-9._-]{1,255}", "a name in lower case such as example.org, without spiffe://"),
    SPIFFE_PATH(
            "path", "(?:/(?!\\.{1,2}(?:/|$))[A-Za-z0-9._-]+)+", "the path of a SPIFFE ID such as /ns/shop/sa/orders"),
    AUD_TAG("application", "[0-9a-f]{64}", "the AUD tag of 64 hexadecimal digits"),
    NAME("name", "[^\\p{Cntrl}]+", "a text that is not empty");

    private final String setting;
    private final Pattern pattern;
    private final String form;

    Argument(String setting, String pattern, String form) {
        this.setting = setting;
        this.pattern = Pattern.compile(pattern);
        this.form = form;
    }

    /** The value itself, if it has the form. */
    String check(String value) {
        return check(setting, value);
    }

    /** The same under another name, as the caller knows it. */
    String check(String name, String value) {
        if (!fits(requireNonNull(value, name))) {
            throw new IllegalArgumentException("the " + name + " is " + Quoted.of(value) + ", not " + form);
        }
        return value;
    }

    boolean fits(String value) {
        return pattern.matcher(value).matches();
    }

    /** One or more values. */
    String[] checkAll(String... values) {
        return checkAll(setting, values);
    }

    /** The same under another name. */
    String[] checkAll(String name, String... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("the " + name + " is missing: " + form);
        }
        Arrays.stream(values).forEach(value -> check(name, value));
        return List.of(values).toArray(String[]::new);
    }

    private static final class Forms {
        static final String HOST = "(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
    }
}
