package org.jwks4j.spring;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.util.ClassUtils;

/** Says which of the application's beans have no effect, because they are for the decoder that ours replaces. */
final class IgnoredCustomizers {
    private static final Logger LOG = LoggerFactory.getLogger(IgnoredCustomizers.class);

    /** By name: they moved between Boot 3.5 and 4, and again within 4. */
    private static final List<String> TYPES = List.of(
            "org.springframework.boot.autoconfigure.security.oauth2.resource.servlet.JwkSetUriJwtDecoderBuilderCustomizer",
            "org.springframework.boot.autoconfigure.security.oauth2.resource.reactive.JwkSetUriReactiveJwtDecoderBuilderCustomizer",
            "org.springframework.boot.security.oauth2.server.resource.autoconfigure.JwkSetUriJwtDecoderBuilderCustomizer",
            "org.springframework.boot.security.oauth2.server.resource.autoconfigure.servlet.JwkSetUriJwtDecoderBuilderCustomizer",
            "org.springframework.boot.security.oauth2.server.resource.autoconfigure.reactive.JwkSetUriReactiveJwtDecoderBuilderCustomizer");

    private IgnoredCustomizers() {}

    static void warn(ListableBeanFactory beans) {
        ClassLoader loader = IgnoredCustomizers.class.getClassLoader();
        for (String type : TYPES) {
            if (ClassUtils.isPresent(type, loader)) {
                for (String bean : beans.getBeanNamesForType(ClassUtils.resolveClassName(type, loader), true, false)) {
                    LOG.warn(
                            "the bean {} has no effect: it is for Boot's own decoder, and tokens are verified by jwks4j; say the"
                                    + " same by jwks4j.* properties, or by a KeyFetcher or JwtVerifier bean",
                            bean);
                }
            }
        }
    }
}
