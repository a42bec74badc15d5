package org.tongzhou.enrolment;

/**
 * In which row each identity number came first: 24 bytes a person at most, so that a province's file is held against itself
 * in memory. A number is known by its 17 digits; the last character follows from them.
 */
final class FirstRows {
    private long[] keys = new long[1024];
    private int[] rows = new int[1024];
    private int size;

    /** Remembers the row of a right number, or answers the earlier row that has it; 0 when there is none. */
    int earlier(String idNumber, int row) {
        if (size * 3 > keys.length * 2) {
            grow();
        }
        long key = Long.parseLong(idNumber, 0, 17, 10);
        int at = place(keys, key);
        if (keys[at] == key) {
            return rows[at];
        }
        keys[at] = key;
        rows[at] = row;
        size++;
        return 0;
    }

    /** Where a key is or would be; no number is all zeros. */
    private static int place(long[] keys, long key) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        int at = (int) (mixed >>> 32) & keys.length - 1;
        while (keys[at] != 0 && keys[at] != key) {
            at = at + 1 & keys.length - 1;
        }
        return at;
    }

    private void grow() {
        long[] wider = new long[keys.length * 2];
        int[] their = new int[wider.length];
        for (int i = 0; i < keys.length; i++) {
            if (keys[i] != 0) {
                int at = place(wider, keys[i]);
                wider[at] = keys[i];
                their[at] = rows[i];
            }
        }
        keys = wider;
        rows = their;
    }
}
