package org.tongzhou;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the administration system of a mutual-aid fund. */
@SpringBootApplication
public class Tongzhou {
    public static void main(String[] args) {
        SpringApplication.run(Tongzhou.class, args);
    }
}
