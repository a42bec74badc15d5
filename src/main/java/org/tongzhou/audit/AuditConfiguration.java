package org.tongzhou.audit;

import java.nio.file.Path;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AuditConfiguration {
    /** Beside the data unless {@code TONGZHOU_HEADS} names a place elsewhere, which is better: another disk or machine. */
    @Bean
    HeadFiles headFiles(@Value("${tongzhou.heads:}") String directory) {
        return directory.isBlank() ? headFiles(System.getenv()) : new HeadFiles(Path.of(directory));
    }

    static HeadFiles headFiles(Map<String, String> environment) {
        return new HeadFiles(headDirectory(environment));
    }

    static Path headDirectory(Map<String, String> environment) {
        String home = environment.getOrDefault("TONGZHOU_HOME", "data");
        return Path.of(environment.getOrDefault("TONGZHOU_HEADS", home + "/heads"));
    }
}
