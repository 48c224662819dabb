/**
 * jwks4j as the decoder of Spring Boot's resource server: auto-configuration, servlet and reactive. Applications write properties
 * and take beans; no class here needs to be named.
 */
@NullMarked
package org.jwks4j.spring;

import org.jspecify.annotations.NullMarked;
