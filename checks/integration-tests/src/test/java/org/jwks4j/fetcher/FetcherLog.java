package org.jwks4j.fetcher;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.jwks4j.KeyFetcher;
import org.slf4j.LoggerFactory;

/** What fetchers log, from INFO on, until this is closed. */
final class FetcherLog implements AutoCloseable {
    private final Logger logger = (Logger) LoggerFactory.getLogger(KeyFetcher.class);
    private final ListAppender<ILoggingEvent> events = new ListAppender<>();

    FetcherLog() {
        events.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(events);
    }

    /** Each with its level before it. */
    List<String> lines() {
        return events.list.stream()
                .map(event -> event.getLevel() + " " + event.getFormattedMessage())
                .toList();
    }

    List<String> messages() {
        return events.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    void clear() {
        events.list.clear();
    }

    @Override
    public void close() {
        logger.detachAppender(events);
        logger.setLevel(null);
    }
}
