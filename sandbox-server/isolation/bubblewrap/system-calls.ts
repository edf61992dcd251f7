/** Numbers of a machine's system calls, from its kernel headers (asm/unistd.h); `audit` is AUDIT_ARCH in linux/audit.h. */
export interface Machine {
  audit: number
  /** First number of a second calling convention that would slip past the list (x32 on x86_64). */
  foreignFrom: number | null
  clone: number
  clone3: number
  socket: number
  ioctl: number
  /** Refused with EPERM: kernel surface that an Express app never needs. */
  denied: readonly number[]
}

/** The same on every machine, since Linux 5.1. */
const EVERYWHERE = [
  425,
  426,
  427, // io_uring_setup, _enter, _register
  428,
  429,
  430,
  431,
  432,
  433,
  442,
  467, // open_tree, move_mount, fsopen, fsconfig, fsmount, fspick, mount_setattr, open_tree_attr
  438,
  440,
  448, // pidfd_getfd, process_madvise, process_mrelease
  443,
  447, // quotactl_fd, memfd_secret
]

const X86_64: Machine = {
  audit: 0xc000003e,
  foreignFrom: 0x40000000,
  clone: 56,
  clone3: 435,
  socket: 41,
  ioctl: 16,
  denied: [
    ...EVERYWHERE,
    101,
    310,
    311,
    312, // ptrace, process_vm_readv, process_vm_writev, kcmp
    248,
    249,
    250, // add_key, request_key, keyctl
    321,
    298,
    323, // bpf, perf_event_open, userfaultfd
    165,
    166,
    155,
    161, // mount, umount2, pivot_root, chroot
    272,
    308, // unshare, setns
    246,
    320,
    175,
    313,
    176,
    174,
    177,
    178, // kexec_load, kexec_file_load, init_module, finit_module, delete_module, and old ones
    253,
    294,
    254,
    300,
    301, // inotify_init, inotify_init1, inotify_add_watch, fanotify_init, fanotify_mark
    135,
    167,
    168,
    179,
    163,
    169, // personality, swapon, swapoff, quotactl, acct, reboot
    164,
    227,
    305,
    159,
    170,
    171, // settimeofday, clock_settime, clock_adjtime, adjtimex, sethostname, setdomainname
    172,
    173,
    154,
    103,
    153,
    134,
    156,
    180,
    212, // iopl, ioperm, modify_ldt, syslog, vhangup, uselib, _sysctl, nfsservctl, lookup_dcookie
    303,
    304, // name_to_handle_at, open_by_handle_at
    237,
    238,
    239,
    256,
    279, // mbind, set_mempolicy, get_mempolicy, migrate_pages, move_pages
    319,
    29,
    30,
    31,
    68,
    64,
    240, // memfd_create, shmget, shmat, shmctl, msgget, semget, mq_open: memory no limit of ours counts
    133,
    259, // mknod, mknodat
  ],
}

const AARCH64: Machine = {
  audit: 0xc00000b7,
  foreignFrom: null,
  clone: 220,
  clone3: 435,
  socket: 198,
  ioctl: 29,
  denied: [
    ...EVERYWHERE,
    117,
    270,
    271,
    272, // ptrace, process_vm_readv, process_vm_writev, kcmp
    217,
    218,
    219, // add_key, request_key, keyctl
    280,
    241,
    282, // bpf, perf_event_open, userfaultfd
    40,
    39,
    41,
    51, // mount, umount2, pivot_root, chroot
    97,
    268, // unshare, setns
    104,
    294,
    105,
    273,
    106, // kexec_load, kexec_file_load, init_module, finit_module, delete_module
    26,
    27,
    262,
    263, // inotify_init1, inotify_add_watch, fanotify_init, fanotify_mark
    92,
    224,
    225,
    60,
    89,
    142, // personality, swapon, swapoff, quotactl, acct, reboot
    170,
    112,
    266,
    171,
    161,
    162, // settimeofday, clock_settime, clock_adjtime, adjtimex, sethostname, setdomainname
    116,
    58,
    42,
    18, // syslog, vhangup, nfsservctl, lookup_dcookie
    264,
    265, // name_to_handle_at, open_by_handle_at
    235,
    237,
    236,
    238,
    239, // mbind, set_mempolicy, get_mempolicy, migrate_pages, move_pages
    279,
    194,
    195,
    196,
    186,
    190,
    180, // memfd_create, shmget, shmctl, shmat, msgget, semget, mq_open
    33, // mknodat
  ],
}

/** The machine this runs on, or null when its numbers are not known here. */
export function machineOf(arch: string): Machine | null {
  return arch === 'x64' ? X86_64 : arch === 'arm64' ? AARCH64 : null
}
