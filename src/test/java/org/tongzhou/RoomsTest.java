package org.tongzhou;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.core.Violations;

/** The house is acyclic and every room uses only what its front plate allows. */
class RoomsTest {
    @Test
    void roomsUseOnlyWhatTheyAreAllowedTo() {
        ApplicationModules.of(Tongzhou.class).verify();
    }

    @Test
    void aForbiddenArrowIsSeen() {
        assertThatThrownBy(() -> ApplicationModules.of("org.tongzhou_planted", location -> true)
                        .verify())
                .isInstanceOf(Violations.class)
                .hasMessageContaining("planted");
    }

    @Test
    void everyRoomWithMigrationsHasItsPlaceInTheOrder() {
        File[] folders = new File("src/main/resources/db/migration").listFiles(File::isDirectory);
        assertThat(Arrays.stream(Objects.requireNonNull(folders)).map(File::getName))
                .allMatch(RoomMigrations.ORDER::contains, "is listed in RoomMigrations.ORDER");
    }
}
