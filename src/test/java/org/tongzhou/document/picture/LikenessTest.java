package org.tongzhou.document.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Two pages of one printing that say different things stay apart, one page that was bent and faded does not. */
class LikenessTest {
    private static final double SAME = 0.85;
    private static final int WIDTH = 256;
    private static final int HEIGHT = 184;

    @Test
    void onePageBentFadedAndTurnedIsStillThatPage() {
        byte[] page = form(1);
        for (double bend : new double[] {0, 1.5, 3, -3}) {
            Likeness again = new Likeness(WIDTH, HEIGHT, photographed(page, bend));
            assertThat(like(page).to(again)).as("bent by " + bend).isGreaterThan(SAME);
            assertThat(again.to(like(page))).as("bent by " + bend).isGreaterThan(SAME);
            byte[] turned = new byte[page.length];
            for (int i = 0; i < page.length; i++) {
                turned[page.length - 1 - i] = again.ink()[i];
            }
            assertThat(like(page).to(new Likeness(WIDTH, HEIGHT, turned)))
                    .as("turned")
                    .isGreaterThan(SAME);
        }
    }

    @Test
    void oneFormWithOtherWordsIsAnotherPageHoweverMuchFrameTheyShare() {
        for (int number = 2; number < 12; number++) {
            double near = like(form(1)).to(like(photographed(form(number), 1.5)));
            assertThat(near).as("form " + number).isLessThan(0.75);
        }
    }

    @Test
    void aNarrowStripAndAnEmptyPageAreCompared() {
        byte[] strip = new byte[256 * 26];
        new Random(3).nextBytes(strip);
        for (int i = 0; i < strip.length; i++) {
            strip[i] &= 15;
        }
        Likeness narrow = new Likeness(256, 26, strip);
        assertThat(narrow.to(narrow)).isGreaterThan(SAME);
        Likeness least = new Likeness(256, 16, new byte[256 * 16]);
        assertThat(least.to(least)).isZero();
        Likeness empty = new Likeness(WIDTH, HEIGHT, new byte[WIDTH * HEIGHT]);
        assertThat(empty.to(like(form(1)))).isZero();
        assertThat(like(form(1)).to(empty)).isZero();
    }

    private static Likeness like(byte[] page) {
        return new Likeness(WIDTH, HEIGHT, page);
    }

    /** A frame, ten printed labels, and words of its own beside each. */
    private static byte[] form(int number) {
        byte[] page = new byte[WIDTH * HEIGHT];
        for (int row = 0; row <= 10; row++) {
            for (int x = 12; x < 244; x++) {
                page[(10 + row * 16) * WIDTH + x] = 14;
            }
        }
        for (int row = 0; row < 10; row++) {
            write(page, new Random(row), 16, 16 + row * 16, 5);
            write(page, new Random(1000L * number + row), 60, 16 + row * 16, 12 + row);
        }
        return page;
    }

    /** Letters of four by four cells. */
    private static void write(byte[] page, Random random, int left, int top, int letters) {
        for (int letter = 0; letter < letters; letter++) {
            for (int i = 0; i < 16; i++) {
                page[(top + i / 4) * WIDTH + left + letter * 6 + i % 4] = (byte) random.nextInt(16);
            }
        }
    }

    private static byte[] photographed(byte[] page, double bend) {
        Plane plane = Plane.of(WIDTH, HEIGHT, page);
        Plane bent = plane.moved(
                new Shifted() {
                    @Override
                    public double right(double x, double y) {
                        return bend * Math.sin(3 * y);
                    }

                    @Override
                    public double down(double x, double y) {
                        return bend * Math.cos(3 * x);
                    }
                },
                1);
        Random random = new Random(9);
        byte[] taken = new byte[page.length];
        for (int i = 0; i < taken.length; i++) {
            double faded = bent.ink()[i] * (0.6 + 0.4 * (i % WIDTH) / WIDTH) + random.nextGaussian() * 0.5;
            taken[i] = (byte) Math.max(0, Math.min(15, Math.round(faded)));
        }
        return taken;
    }
}
