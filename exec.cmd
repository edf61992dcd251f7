@rem POSIX shells know exec, which lets signals for npm reach the script. cmd.exe does not: this stands in.
@%*
