/**
 * File systems that are reached over a network or through a program, by their number in Linux (linux/magic.h): locks and
 * syncs may not mean there what they mean on a disk of this machine.
 */
const distant: Readonly<Record<number, string>> = {
  26985: 'NFS',
  20859: 'SMB',
  4283649346: 'CIFS',
  4266872130: 'SMB2',
  16914839: '9P',
  1702057286: 'FUSE',
  1397113167: 'AFS',
  12805120: 'Ceph',
  198183888: 'Lustre',
  1196443219: 'GPFS',
  2020557398: 'VirtualBox',
};

/** Its name, or null for one of this machine's own. */
export function distantFileSystem(type: number | null): string | null {
  return type === null ? null : (distant[type >>> 0] ?? null);
}
