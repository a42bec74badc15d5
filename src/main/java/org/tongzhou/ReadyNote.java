package org.tongzhou;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells the person at the terminal where the site is. */
@Component
@Profile({"!test & !command"})
class ReadyNote {
    private int port;

    @EventListener
    void listens(WebServerInitializedEvent event) {
        if (event.getApplicationContext().getServerNamespace() == null) {
            port = event.getWebServer().getPort();
        }
    }

    @EventListener(ApplicationReadyEvent.class)
    void says() {
        System.out.println("同舟已就绪 · Tongzhou is ready: http://localhost:" + port + " （Ctrl-C 停止 · stops）");
    }
}
